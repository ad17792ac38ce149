"""Draws chains of publications of regions nobody has seen, and attacks all editions of each together.

`python -m tests.bench.chains [--ketens N] [--zaad N] [--soort SOORT] [--vernieuwen]`: per chain a region of two to four
gemeenten is published, then three more times after what `tests.etl.keuring.ketens` draws: late cases, growth,
corrections, persons who move, a gemeente or schooljaar that comes, a merger, a delivery or publication taken back, a
clock that went back, an old backup. The attacker (`tests.etl.keuring.aanvaller`) has the exported files alone and
shares no code with what chose. Prints per kind of chain how many figures came out too closely; exit status 1 when any
did. `--vernieuwen` tells anew what otherwise stays as it was, which is harder to protect.
"""

from __future__ import annotations

import argparse
import sys
import time

from tests.etl.keuring.ketens import SOORTEN, attack_chain


def main() -> int:
    """Draw, publish, attack and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--ketens", type=int, default=10)
    parser.add_argument("--zaad", type=int, default=1)
    parser.add_argument("--soort", choices=SOORTEN, action="append")
    parser.add_argument("--vernieuwen", action="store_true")
    args = parser.parse_args()
    lek = 0
    for soort in args.soort or SOORTEN:
        begin, vondsten, verborgen, geweigerd = time.monotonic(), 0, 0, 0
        for zaad in range(args.zaad, args.zaad + args.ketens):
            niet, uitslag = attack_chain(soort, zaad, vernieuwen=args.vernieuwen)
            vondsten += len(uitslag.vondsten)
            verborgen += uitslag.verborgen
            geweigerd += niet
            for vondst in uitslag.vondsten:
                sys.stdout.write(f"  zaad {zaad}: {vondst}\n")
        lek += vondsten
        sys.stdout.write(
            f"{soort}: {args.ketens} ketens, {verborgen} afgeschermde cijfers, te nauw {vondsten}, "
            f"geweigerd {geweigerd}, {time.monotonic() - begin:.0f} s\n"
        )
        sys.stdout.flush()
    return int(lek > 0)


if __name__ == "__main__":
    sys.exit(main())
