"""Which post an address stands for, by each network's own way of writing them: what a person copies, never a made-up id."""

import pytest

from scheduler.connector import discover

DID = "did:plc:z72i7hdynmk6r22z27h6tvur"


@pytest.mark.parametrize(
    ("network", "url", "identity", "remote_id"),
    [
        ("x", "https://x.com/musee/status/17?s=20", "", "17"),
        ("x", "https://x.com/musee/status/17/photo/1", "", "17"),
        ("x", "https://twitter.com/musee/status/17/likes", "", "17"),
        ("x", "https://x.com/i/web/status/17", "", "17"),
        ("x", "https://x.com/musee", "", ""),
        ("x", "https://x.com/musee/status/17abc", "", ""),
        ("bluesky", f"https://bsky.app/profile/{DID}/post/3kabc", "", f"at://{DID}/app.bsky.feed.post/3kabc"),
        ("bluesky", "https://bsky.app/profile/musee.example/post/3kabc", DID, f"at://{DID}/app.bsky.feed.post/3kabc"),
        ("bluesky", "https://bsky.app/profile/musee.example/post/3kabc", "", ""),
        ("bluesky", "https://bsky.app/profile/musee.example/post/3kabc/liked-by", DID, ""),
        ("bluesky", "https://bsky.app/profile/musee.example", DID, ""),
        ("mastodon", "https://social.example/@musee/113524", "", "113524"),
        ("mastodon", "https://social.example/users/musee/statuses/113524/", "", "113524"),
        ("mastodon", "https://social.example/@musee/113524/embed", "", "113524"),
        (
            "mastodon",
            "https://social.example/@musee/statuses/01HZYQ3V7B6N8M2K4J5T9W0XAC",
            "",
            "01HZYQ3V7B6N8M2K4J5T9W0XAC",
        ),
        ("mastodon", "https://social.example/@musee", "", ""),
        ("facebook", "https://www.facebook.com/3_17", "3", "3_17"),
        ("facebook", "https://www.facebook.com/3/posts/17", "", "3_17"),
        ("facebook", "https://www.facebook.com/musee/posts/les-reserves/17/", "3", "3_17"),
        ("facebook", "https://www.facebook.com/permalink.php?story_fbid=17&id=3", "", "3_17"),
        ("facebook", "https://www.facebook.com/musee/posts/17?comment_id=99", "3", "17_99"),
        ("facebook", "https://www.facebook.com/musee/posts/17?comment_id=99&reply_comment_id=5", "3", ""),
        ("facebook", "https://www.facebook.com/musee/posts/17", "", ""),
        ("facebook", "https://www.facebook.com/musee/posts/pfbid0abc", "3", ""),
        ("facebook", "https://www.facebook.com/permalink.php?story_fbid=pfbid0abc&id=3", "3", ""),
        ("facebook", "https://www.facebook.com/photo/?fbid=17", "3", ""),
        ("youtube", "https://www.youtube.com/watch?v=abc&t=3", "", "abc"),
        ("youtube", "https://youtu.be/abc", "", "abc"),
        ("instagram", "https://www.instagram.com/p/C8reserves/", "", "C8reserves"),
    ],
)
def test_the_id_is_where_its_network_writes_it(network: str, url: str, identity: str, remote_id: str) -> None:
    assert discover.load(network).named(url, identity) == remote_id
