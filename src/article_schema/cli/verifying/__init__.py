"""`article-schema verify` in parts: options, progress, plan and the run."""
