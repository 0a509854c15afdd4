"""The engine in other editors: a language server over standard input and output. No Qt."""
