#!/bin/sh
# Looks for a Chromium for the tests of the page; where there is none, installs Debian's package.
set -u
for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    [ -n "$name" ] && command -v "$name" >/dev/null && exit 0
done

give_up() {
    echo "The tests of the page need Chromium, and $1." >&2
    echo "Install it, or name one: make test CHROMIUM=/path/to/chrome" >&2
    exit 1
}

command -v apt-get >/dev/null || give_up "there is no apt-get to install it"
if [ "$(id -u)" -eq 0 ]; then
    as_root=""
else
    as_root="sudo -n"
    sudo -n true 2>/dev/null || give_up "installing it takes the rights of root"
fi
echo "The tests of the page need Chromium: installing Debian's package." >&2
# The fonts are those that the page names; without any, Chromium draws boxes.
$as_root apt-get update -qq &&
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -qq -y --no-install-recommends \
        chromium fonts-urw-base35 >/dev/null ||
    give_up "apt-get could not install it"
