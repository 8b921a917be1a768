"""Rules on the way of a request: routers, dependencies, middleware, versions."""
