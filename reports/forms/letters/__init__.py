"""What officers fill in about letters."""

from reports.forms.letters.acts import NumberForm, SignForm, WithdrawForm
from reports.forms.letters.filters import LetterFilterForm
from reports.forms.letters.letter import LetterForm
from reports.forms.letters.letterhead import LetterheadForm, SignerForm
from reports.forms.letters.template import TemplateForm

__all__ = [
    "LetterFilterForm",
    "LetterForm",
    "LetterheadForm",
    "NumberForm",
    "SignForm",
    "SignerForm",
    "TemplateForm",
    "WithdrawForm",
]
