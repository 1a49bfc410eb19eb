"""What the tests have shown: scores, task success and the grid, told with n, and the verdict on a version."""
