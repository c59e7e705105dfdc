"""Where the job is: cities, regions, countries, and the countries of a remote job."""
