"""The strip of words under the text, made for slow hands: large, steady, reached in many ways."""
