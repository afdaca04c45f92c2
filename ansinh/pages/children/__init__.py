"""Children: child-friendly communes and plans of emulation."""
