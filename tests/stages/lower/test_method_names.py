"""Where methods stand whose description doesn't say it: by the path, the id and the HTTP method."""

from __future__ import annotations

import itertools

import pytest

from generator.method_names import method_ways
from generator.named_call import NamedCall


def ways(*calls: str) -> list[str]:
    """Return where methods stand; each call is `METHOD PATH ID`, the id may be left out."""
    split = [call.split(" ") for call in calls]
    named = [
        NamedCall(method.lower(), path, "".join(more), tagged=True) for method, path, *more in split
    ]
    return [".".join(way) for way in method_ways(named)]


@pytest.mark.parametrize(
    ("call", "way"),
    [
        # the path says whose method it is, the id what is done
        ("GET /pets listPets", "pets.list"),
        ("POST /chat/completions createChatCompletion", "chat.completions.create"),
        ("DELETE /users/{user_id}/api-keys/{key} revoke_api_key", "users.api_keys.revoke"),
        ("GET /organization/audit_logs list-audit-logs", "organization.audit_logs.list"),
        ("POST /tickets buyMuseumTickets", "tickets.buy"),
        ("GET /replicasets listAppsV1ReplicaSetForAllNamespaces", "replicasets.list"),
        # versions, `api`, articles and parameters don't count
        ("GET /api/v3/pets/{id} getAPetById", "pets.get"),
        ("GET /v2beta/apis/tags findAllTheTags", "tags.find"),
        ("GET /2024-01-31/tags findTags", "tags.find"),
        # an id that only repeats HTTP says nothing
        ("GET /v1/customers GetCustomers", "customers.list"),
        ("GET /v1/customers/{customer} GetCustomersCustomer", "customers.get"),
        ("POST /v1/customers PostCustomers", "customers.create"),
        ("POST /v1/customers/{customer} PostCustomersCustomer", "customers.update"),
        ("PUT /files/{file_id} put_files_id", "files.update"),
        ("PATCH /files/{file_id} patch_files_id", "files.update"),
        ("GET /v1/balance GetBalance", "balance.get"),
        ("GET /account/settings getSettings", "account.settings.get"),
        ("GET /servers/{id}/status", "servers.status.get"),
        ("OPTIONS /pets", "pets.options"),
        # FastAPI puts the path and the method behind the name
        ("GET /v1/audio/voices list_voices_v1_audio_voices_get", "audio.voices.list"),
        ("PATCH /v1/voices/{voice_id} update_voice_v1_voices__voice_id__patch", "voices.update"),
        # NestJS puts the controller before it, and the version of that
        ("GET /users/{id} UsersController_findOne", "users.find"),
        ("DELETE /users/{id} UsersController_remove", "users.remove"),
        ("GET /todos/count TodoController.count", "todos.count"),
        ("PATCH /todos/{id} TodoController.updateById", "todos.update"),
        ("GET /todo-lists/{id}/todos TodoListTodoController.find", "todo_lists.todos.find"),
        ("GET /ping PingController.ping", "ping"),
        ("GET /stream StreamStream", "stream"),
        ("GET /pets GET_/pets", "pets.list"),
        ("DELETE /pets/{id} DELETE_/pets/:id", "pets.delete"),
        ("GET /files/stream FilesStreamStream", "files.stream"),
        ("GET /persons/{person_id} PersonsPersonIdGetPerson", "persons.get"),
        ("POST /auth/register AuthController_signUp", "auth.register"),
        ("POST /v2/bookings BookingsController_2024-08-13_createBooking", "bookings.create"),
        ("GET /cats cats_controller_list", "cats.list"),
        # the end of the path may be what is done
        ("POST /responses/{id}/cancel cancelResponse", "responses.cancel"),
        ("POST /v1/intents/{intent}/verify_microdeposits", "intents.verify_microdeposits"),
        ("GET /pet/findByStatus findPetsByStatus", "pet.find_by_status"),
        ("GET /pet/findByTags findPetsByTags", "pet.find_by_tags"),
        ("POST /addStickerToSet addStickerToSet", "add_sticker_to_set"),
        ("GET /search search", "search"),
        ("GET /telemetry telemetry", "telemetry"),
        ("POST /v1/moderations moderations_v1_moderations_post", "moderations.create"),
        ("GET /redirect_urls ListRedirectURLs", "redirect_urls.list"),
        ("POST /taxonomies/{key}/levels:append post_levels:append", "taxonomies.levels.append"),
        (
            "PUT /files/{file_id}#add_shared_link put_files_id#add_shared_link",
            "files.add_shared_link",
        ),
        # of a key and its value the latter says what is done, and behind what
        ("POST /#X-Amz-Target=Service_2020.TagResource TagResource", "tag_resource"),
        ("GET /things?Action=ListThings ListThings", "things.list_things"),
        # what is written with a slash or dots is meant
        ("GET /orgs/{org}/repos repos/list-for-org", "repos.list_for_org"),
        ("GET /mcp/{name}/auth/callback mcp.auth.callback", "mcp.auth.callback"),
        # words as people read them
        ("GET /reserved_ips reservedIPs_list", "reserved_ips.list"),
        ("GET /api/v3/IPv4Pools", "ipv4_pools.list"),
        ("GET /", "get"),
        ("GET /@me", "me.get"),
    ],
)
def test_one_operation(call: str, way: str) -> None:
    """Each rule by an operation alone."""
    assert ways(call) == [way]


@pytest.mark.parametrize(
    ("calls", "expected"),
    [
        (("PUT /pet updatePet", "POST /pet/{petId} updatePetWithForm"),
         ["pet.update", "pet.update_with_form"]),
        (("GET /board get-board", "GET /board/{row}/{column} get-square"),
         ["board.get", "board.get_square"]),
        (("GET /pets findPets", "GET /pets/{id} find_pet_by_id"), ["pets.find", "pets.get"]),
        (("DELETE /pets deleteCollectionOfPets", "DELETE /pets/{id} deletePet"),
         ["pets.delete_collection", "pets.delete"]),
        (("PUT /files/{id} put_files_id", "PATCH /files/{id} patch_files_id"),
         ["files.update", "files.patch"]),
        (("GET /v1/pets getPets", "GET /v2/pets getPets2"), ["pets.list", "pets.get"]),
    ],
)  # fmt: skip
def test_two_that_want_one_name(calls: tuple[str, ...], expected: list[str]) -> None:
    """The shorter path keeps it, the other says more; the order of writing says nothing."""
    assert ways(*calls) == expected
    assert ways(*reversed(calls)) == expected[::-1]


def test_a_method_that_would_hold_others() -> None:
    """What stands below a method is put beside it, in one name."""
    calls = ("POST /points/search", "POST /points/search/batch", "POST /points/search/a/b")
    assert ways(*calls) == [
        "points.search",
        "points.search_batch",
        "points.search_a_b_create",
    ]
    assert ways("GET /diff vcs.diff", "GET /raw vcs.diff.raw") == ["vcs.diff", "vcs.diff_raw"]


def test_what_the_description_says() -> None:
    """`x-method` is taken as it is, and others keep away from it."""
    calls = [NamedCall("get", "/a", "listA"), NamedCall("get", "/b", "", "a.list")]
    first, second = method_ways(calls)
    assert second == ("a", "list")
    assert first not in {second, ("a",)} and first[0] == "a"


def test_no_two_are_alike() -> None:
    """Operations that nothing but the path tells apart have names of their own."""
    paths = ("/a/{b}", "/a/{b}/{c}", "/{x}/a", "/v1/a/{b}", "/v2/a/{b}", "/a-{b}", "/A/{b}")
    calls = [f"{m} {path} same" for m, path in itertools.product(("GET", "PUT", "POST"), paths)]
    every = ways(*calls)
    assert len(set(every)) == len(calls)
    assert not any(one.startswith(f"{other}.") for one in every for other in every)


def test_adding_an_operation_below_renames_nothing() -> None:
    """Operations of longer paths leave those that are there as they were called."""
    old = ("GET /pets listPets", "POST /pets createPet", "GET /pets/{id} getPet")
    new = ("GET /pets/{id}/toys listToys", "GET /pets/{id}/{day} getPetOfDay", "POST /pets/search")
    assert ways(*old, *new)[:3] == ways(*old)


def _untagged(count: int, *, first: str = "listApps") -> list[str]:
    ids = [first, *(f"readThing{number}" for number in range(1, count))]
    calls = [NamedCall("get", f"/things/{number}/of", name) for number, name in enumerate(ids)]
    return [".".join(way) for way in method_ways(calls)]


def test_small_descriptions_are_flat() -> None:
    """Up to 20 operations without tags are called as their ids are, each on the client itself."""
    assert _untagged(3) == ["list_apps", "read_thing_1", "read_thing_2"]
    assert all("." not in way for way in _untagged(20))


@pytest.mark.parametrize(("count", "first"), [(21, "listApps"), (3, ""), (3, "readThing1")])
def test_what_is_not_small_is_named_by_paths(count: int, first: str) -> None:
    """More of them, one without an id, or an id twice: the path says whose the methods are."""
    assert all("." in way for way in _untagged(count, first=first))
