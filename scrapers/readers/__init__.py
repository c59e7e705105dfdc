"""Read what strangers wrote: values, JSON, XML, addresses, pay ranges. Platforms share these."""
