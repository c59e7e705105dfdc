"""The download of a request: host throttle, address checks, credentials, replay."""
