"""What the team's site shows: values in, components out. It knows nothing of who looks."""
