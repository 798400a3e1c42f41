"""History of programmes and applications in bulk, for the demo data.

Services act now and one by one; these modules write what is supposed to have happened earlier, so
they alone set statuses, ledger counters and past moments directly. They keep the services' rules:
transitions come from `workflow`, movements add up to the counters, numbers run without gaps.
"""

from certification.demo.cases import write_cases
from certification.demo.plan import Case, Step
from certification.demo.programmes import Grant, grant, make_programme, split

__all__ = ["Case", "Grant", "Step", "grant", "make_programme", "split", "write_cases"]
