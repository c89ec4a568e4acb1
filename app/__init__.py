"""Who calls the stages: the command line, and the pipeline that it uses."""
