"""Choose what a run crawls (sources, boards), and run each crawl as a process."""
