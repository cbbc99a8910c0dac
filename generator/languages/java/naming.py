"""Java identifiers for names in JSON.

Job: turn any text into an ASCII identifier that collides with nothing of Java's or the runtime's.
The same text always gives the same name; what several texts make of it is settled by
`words.distinct`, in their order. It must not know a schema.
"""

from __future__ import annotations

import re
from typing import Final

from generator import words
from generator.words import LONGEST, fallback, in_ascii

KEYWORDS: Final = frozenset("""
    abstract assert boolean break byte case catch char class const continue default do double
    else enum extends final finally float for goto if implements import instanceof int
    interface long native new package private protected public return short static strictfp
    super switch synchronized this throw throws transient try void volatile while true false
    null _ record var yield sealed permits when exports module open opens provides requires to
    transitive uses with
    """.split())  # noqa: SIM905  # a list of words
"""Words that are no names, or are some only where a parser knows the context."""

RESERVED_MEMBERS: Final = KEYWORDS | frozenset("""
    getClass hashCode equals toString notify notifyAll wait clone finalize json defects
    builder build toBuilder of parse body additionalHeaders additionalQueryParams operation
    put putOptional made members putContent sending absent checked isSet text optionalText READING
    putAdditionalBodyProperty putAdditionalHeader putAdditionalQueryParam
    """.split())  # noqa: SIM905  # a list of words
"""Methods that every object, model and builder has."""

RESERVED_CLASSES: Final = frozenset("""
    Object String CharSequence Long Integer Double Boolean Number Math Iterable Record Enum
    Class System Error Exception Throwable Void Override Deprecated SuppressWarnings
    SafeVarargs FunctionalInterface IllegalStateException IllegalArgumentException
    NullPointerException RuntimeException Objects List Map LinkedHashMap ArrayList Optional
    Collection Function Model Members Params Reading Kind Builder Value Json JsonValue
    JsonObject JsonArray JsonString JsonNumber JsonBoolean JsonNull Defect Defects
    RequestOptions RawResponse InvalidDataException Other Checks Shapes ParamsBuilder Arguments
    ToJson JsonReader JsonWriter JsonSyntaxException Operation Provider Parameter ErrorCodes
    Codes ErrorDetails ApiStatusException ClientBuilder CompletableFuture Consumer Supplier
    Enumeration ModelReading EnumerationReading NullableReading ListReading MapReading
    LimitedReading NamesReading ContentReading AnswerReading UnionReading ValueLimit
    JsonRecord JsonView UnknownValue ModelBuilder MultipartBuilder FilePart
    EventStream ItemReading
    """.split())  # noqa: SIM905  # a list of words
"""Types that generated files name and don't mean one of the description by."""

RESERVED_FILES: Final = frozenset(
    {
        *("aux", "con", "nul", "prn", "package_info"),
        *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
    }
)
"""Names that mean devices on some systems, whatever their suffix."""

LONGEST_CLASS: Final = 120
"""Letters of a type's name, which is that of a file."""

PLATFORM: Final = ("java", "javax", "jdk", "sun")
"""First parts of packages that are the platform's own."""


def pascal_case(text: str) -> str:
    """Return `text` in the form of types' names, in ASCII, as names of files are."""
    return words.pascal_case(in_ascii(text))


def class_name(text: str) -> str:
    """Return a type's name for `text` that means nothing else in the files of the output."""
    name = pascal_case(text)
    name = name if len(name) <= LONGEST_CLASS else f"{name[:LONGEST]}{fallback(text)}"
    is_reserved = name in RESERVED_CLASSES or name.casefold() in RESERVED_FILES
    return f"{name}_" if is_reserved else name


def member_name(text: str) -> str:
    """Return the name of an accessor, a setter and a parameter for the property `text`."""
    first, *others = words.words(in_ascii(text)) or [fallback(text)]
    name = first.lower() + "".join(word[0].upper() + word[1:].lower() for word in others)
    name = f"_{name}" if name[0].isdigit() else name
    return f"{name}_" if name in RESERVED_MEMBERS else name


def constant_name(text: str) -> str:
    """Return a constant's name for the value `text` of an enumeration."""
    humps = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", in_ascii(text))
    name = re.sub(r"[^A-Za-z0-9]+", "_", humps).strip("_").upper() or fallback(text).upper()
    return f"_{name}" if name[0].isdigit() else name


def package_name(text: str) -> bool:
    """Return whether `text` can be the name of a package as it stands, dotted or not."""
    parts = text.split(".")
    sound = all(re.fullmatch(r"[a-z][a-z0-9_]*", p) and p not in KEYWORDS for p in parts)
    files = RESERVED_FILES.isdisjoint(parts)
    return sound and files and len(text) <= 3 * LONGEST and parts[0] not in PLATFORM


def package_of(name: str) -> str:
    """Return what a package is called after the name of the Api's: that, in one word."""
    plain = name.replace("_", "")
    return plain if package_name(plain) else f"{plain}client"


def exception_name(text: str) -> str:
    """Return what an exception is called whose stem other languages end in `Error`."""
    stem = pascal_case(text)
    stem = stem.removesuffix("Error").removesuffix("Exception") or stem
    stem = f"Api{stem[3:]}" if stem.startswith("API") else stem
    return f"{stem}Exception"


def client_name(text: str) -> str:
    """Return what the interface of a provider's client is called."""
    name = pascal_case(text)
    return name if name.endswith("Client") else f"{name}Client"


def is_identifier(text: str) -> bool:
    """Return whether a text is an identifier in ASCII, and no word of the language's."""
    return re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", text) is not None and text not in KEYWORDS
