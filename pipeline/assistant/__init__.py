"""Answer questions of assistants about a store, over the Model Context Protocol."""
