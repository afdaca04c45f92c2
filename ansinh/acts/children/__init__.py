"""What an office does for children: circumstances written, cases walked through, care in another home watched."""
