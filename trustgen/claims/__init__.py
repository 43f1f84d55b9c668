"""The claims engine: which certification does a text imply, and is it covered by what is held?"""
