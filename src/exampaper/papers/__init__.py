"""From exam, bank and key to files: plan, assemble, document, build, reprint."""
