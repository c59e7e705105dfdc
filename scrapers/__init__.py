"""COLLECT: the spiders, and the only place that knows Scrapy."""
