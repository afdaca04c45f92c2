"""The review of poor and near-poor households: opened, surveyed, met on, posted, recognised."""
