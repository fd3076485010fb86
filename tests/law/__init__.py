"""Compare the articles of law that the rules cite with the codes themselves, published as data.

`python -m tests.law FOLDER` reads the npm package `@socialgouv/legi-data` unpacked in FOLDER:

    npm pack @socialgouv/legi-data && tar xzf socialgouv-legi-data-*.tgz && python -m tests.law package

It holds whole codes, each article with its Légifrance id, its first and last day. What was read last is kept in
`read.json`; `--record` replaces it once every difference has been read and the sources in `data/sources/` brought up
to date. Exit status 0: nothing to read; 1: something needs a reader; 2: wrong usage.
"""
