"""A stock peer: the same statuses in relational tables, served as Django REST framework's users do.

Foreign keys with their indexes, ModelSerializers nested in each other, a ModelViewSet whose
queryset selects and prefetches all that they need, CursorPagination; CSV by `csv.writer` over
`QuerySet.iterator`. Nothing in it is slower than it has to be: what the registry derives from a
date (its words, its bounds) stands in columns of its own, and so does what a revision says.
"""
