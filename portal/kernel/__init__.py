"""The ground without business words: who acts, what is recorded, how records move, what runs later."""
