"""Laying the figures of reports beside ours: what each of them asks, counted a second time, compared and told."""
