"""What stands around one thing of the catalog: the focus graph."""
