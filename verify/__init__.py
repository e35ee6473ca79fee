"""The engine: statements, exact algebra, decisions, certificates, trials. It knows no paper."""
