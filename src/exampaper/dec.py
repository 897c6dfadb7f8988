"""placeholder"""

from decimal import Decimal


class Dec(Decimal):
    pass
