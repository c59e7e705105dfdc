"""Location of a job: cities, regions, countries, and the countries of a remote job."""
