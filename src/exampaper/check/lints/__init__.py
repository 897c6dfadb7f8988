"""Rules about what looks wrong. A question may silence each of them with a reason."""
