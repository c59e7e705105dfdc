"""Scrapy extensions: they run beside a crawl and react to its signals."""
