"""Who may say yes for a role, as the configuration has it."""

from collections.abc import Mapping

from scheduler.errors import Problem
from scheduler.model.account import Role
from scheduler.model.spelling import nearest


def may(key: str, by: str, roles: Mapping[str, Role], *, proved: bool = False) -> Role:
    """The role `key`, if `by` is one of its people or deputies (anybody, where it names nobody). Else raises `Problem`.

    The yes is a record of who said it, not a proof: everybody at this keyboard can type a name. So a role that wants a
    signature is refused, unless it is `proved`: by one, or because nothing is to be proved.
    """
    role = roles.get(key)
    if role is None and not roles:
        raise Problem("role-none", where="--role", role=key)
    if role is None:
        if meant := nearest(key, roles):
            raise Problem("role-unknown-meant", where="--role", role=key, meant=meant)
        raise Problem("role-unknown", where="--role", role=key, roles=sorted(roles))
    if role.signed and not proved:
        raise Problem("role-wants-signature", where="--role", role=key)
    people = (*role.people, *role.deputies)
    if people and by not in people:
        if meant := nearest(by, people):
            raise Problem("person-not-in-role-meant", where="--by", person=by, role=key, meant=meant)
        raise Problem("person-not-in-role", where="--by", person=by, role=key, people=people)
    return role
