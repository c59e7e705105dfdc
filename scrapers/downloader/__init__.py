"""What happens where a request leaves: throttle, addresses, keys, replay."""
