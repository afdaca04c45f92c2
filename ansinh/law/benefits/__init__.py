"""The benefits of the law, one file each, found by their CODE; how to add one: docs/how-to/add-a-benefit.md."""
