"""What a run crawls, and each crawl as a process: sources, boards, arguments, deadlines."""
