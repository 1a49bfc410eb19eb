"""What the operator may set while the product runs."""
