"""How many answers a public address takes from one network: counted for an hour, without storing addresses."""

import hashlib
import hmac
import ipaddress
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import current_app
from flask_babel import gettext as _

from lab.core.clock import now
from lab.core.errors import TooManyAttempts
from lab.extensions import db
from lab.rounds.models import PublicRequest

KEPT = timedelta(hours=1)
NETWORK_WINDOW = timedelta(minutes=10)
ANSWERS_PER_NETWORK = 40
ANSWERS_PER_ADDRESS = 600


def count_answer(token: str, remote_address: str | None) -> None:
    """Counts one answer to the public address `token`. Raises TooManyAttempts when there were too many."""
    moment = now()
    db.session.execute(sa.delete(PublicRequest).where(PublicRequest.at < moment - KEPT))
    token_hash = _keyed_hash("token", token)
    network = network_of(remote_address)
    # A network has another name each hour; the window may reach back into the hour before.
    names = {_network_hash(token, network, moment - back) for back in (timedelta(0), NETWORK_WINDOW)}
    from_network = _count(PublicRequest.network_hash.in_(names), moment - NETWORK_WINDOW)
    if from_network >= ANSWERS_PER_NETWORK or (
        _count(PublicRequest.token_hash == token_hash, moment - KEPT) >= ANSWERS_PER_ADDRESS
    ):
        raise TooManyAttempts(_("Gerade antworten hier sehr viele Menschen."))
    db.session.add(
        PublicRequest(token_hash=token_hash, network_hash=_network_hash(token, network, moment), at=moment)
    )
    db.session.flush()


def network_of(remote_address: str | None) -> str:
    """The network around an address: its first 24 bits in IPv4, 64 in IPv6; '' for what is no address."""
    try:
        address = ipaddress.ip_address((remote_address or "").partition("%")[0])
    except ValueError:
        return ""
    mapped = getattr(address, "ipv4_mapped", None)
    address = mapped or address
    bits = 24 if address.version == 4 else 64
    return str(ipaddress.ip_network((address, bits), strict=False))


def _count(condition: sa.ColumnElement[bool], since: datetime) -> int:
    statement = sa.select(sa.func.count()).select_from(PublicRequest)
    return db.session.scalar(statement.where(condition, PublicRequest.at >= since)) or 0


def _network_hash(token: str, network: str, moment: datetime) -> str:
    return _keyed_hash("network", f"{token} {network} {moment:%Y%m%d%H}")


def _keyed_hash(purpose: str, text: str) -> str:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"public {purpose} {text}".encode(errors="replace"), hashlib.sha256).hexdigest()
