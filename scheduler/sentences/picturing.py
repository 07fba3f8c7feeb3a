"""What is done to pictures for a network, and what is known of videos."""

from scheduler.sentences.words import Sentence

SENTENCES: dict[str, Sentence] = {
    "picture-cropped": Sentence(
        "For {network}, {share} % of {file} is cut away: {top} % at the top, {bottom} % at the bottom.",
        "Look at it in the preview; focus: says what must stay in sight.",
    ),
    "picture-cropped-sides": Sentence(
        "For {network}, {share} % of {file} is cut away: {left} % on the left, {right} % on the right.",
        "Look at it in the preview; focus: says what must stay in sight.",
    ),
    "picture-padded": Sentence(
        "For {network}, {file} stands on a ground of {color}, which is {share} % of the picture."
    ),
    "color-white": Sentence("white"),
    "color-black": Sentence("black"),
    "picture-led": Sentence(
        "{network} cuts all pictures of a post to the shape of the first: {share} % of {file} would not be seen.",
        "Put pictures of one shape together, or choose fit: crop or pad.",
    ),
    "picture-moving-alone": Sentence(
        "{network} takes one animation a post and nothing beside it: {file} does not stand alone.",
        "Give {network} its own media under networks.",
    ),
    "picture-still-heavy": Sentence(
        "The animation {file} is too heavy or too large for {network}: its first picture goes out.",
        "Export it shorter or smaller.",
    ),
    "picture-alt-shortened": Sentence(
        "The alternative text of {file} has {length} signs and {network} takes {limit}: it is cut to {now}.",
        "Read it again, or give {network} its own under networks.",
    ),
    "picture-heic": Sentence(
        "{file} is a picture in the HEIC format of iPhones, which is not read here.",
        "Export it as JPEG; an iPhone takes JPEG under Settings, Camera, Formats, Most Compatible.",
    ),
    "fit-changed": Sentence("The picture changed while it was being made ready.", "Try again."),
    "focus-unfit": Sentence(
        "A focus is two numbers from 0 to 1: from the left, then from the top.",
        "Write [0.5, 0.3] for the middle, a little above half the height.",
    ),
    "color-unfit": Sentence("“{given}” is no colour known here.", "Write white, black, or #f4efe6."),
    "film-not-sent": Sentence(
        "Videos cannot be sent to {network} yet: {file} stays here, and the post with it.",
        "Have a person post it (through: handoff for this account), or give {network} a picture under networks.",
    ),
    "film-not-taken": Sentence(
        "What a video may be on {network} is not known here: {file} cannot be checked.",
        "Give {network} a picture under networks, or skip: true.",
    ),
    "film-too-large": Sentence(
        "The video {file} is larger than the {most} MB that are handed over.",
        "Export it smaller, or post it by hand without this calendar.",
    ),
    "film-not-alone": Sentence(
        "{network} takes one video a post and nothing beside it: {file} does not stand alone.",
        "Give {network} its own media under networks.",
    ),
    "film-not-checked": Sentence(
        "The video {file} was not checked: ffprobe is not installed here.",
        "Install ffmpeg, or check its length, format and size by hand.",
    ),
    "film-damaged": Sentence(
        "The video {file} is damaged, not whole, or of another format than its name says.",
        "Export it again as MP4.",
    ),
    "film-format": Sentence("{file} is no video that networks take.", "Export it as one of: {formats}."),
    "film-format-here": Sentence(
        "{network} does not take the format of the video {file}.", "Export it as one of: {formats}."
    ),
    "film-heavy": Sentence("The video {file} weighs {size} MB, {network} takes {limit} MB.", "Export it smaller."),
    "film-light": Sentence(
        "The video {file} weighs {size} kB, {network} takes no less than {limit} kB.", "Export it again."
    ),
    "film-long": Sentence("The video {file} lasts {seconds} s, {network} takes {limit} s.", "Cut it shorter."),
    "film-short": Sentence(
        "The video {file} lasts {seconds} s, {network} takes no less than {limit} s.", "Make it longer."
    ),
    "film-large": Sentence(
        "The video {file} is {width} by {height}, which is more than {network} documents.",
        "Look at it there, or export it smaller.",
    ),
    "film-ratio": Sentence(
        "The video {file} is {width} by {height}: {network} takes ratios from {low} to {high}.",
        "Crop it yourself: videos are never cropped here.",
    ),
    "film-codec": Sentence(
        "The video {file} is coded as {codec}, {network} takes {known}.", "Export it as H.264 with AAC."
    ),
    "film-rate": Sentence(
        "The video {file} has {rate} pictures a second, {network} takes {low} to {high}.", "Export it with 25 or 30."
    ),
    "handing-file-film": Sentence("video"),
    "handing-film": Sentence("A video: take {file} from the folder."),
    "field-any-fit": Sentence("crop or pad a picture whose shape a network does not take, or refuse it"),
    "field-any-pad-color": Sentence("What padding is filled with: white, black or #rrggbb"),
    "field-any-alt-if-too-long": Sentence("shorten an alternative text that is too long for a network, or refuse it"),
    "field-any-focus": Sentence(
        "What cropping keeps in sight: two numbers from 0 to 1, from the left and from the top"
    ),
}
