"""Password hashing that two small cores can afford (OWASP's Argon2id minimum: 19 MiB, t=2, p=1)."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2Hasher(Argon2PasswordHasher):
    memory_cost = 19_456
    time_cost = 2
    parallelism = 1
