"""The language model: its layers, losses, optimisers, what is stored of it and its ONNX graph."""
