"""Scrapy middlewares, each named by its effect."""
