#!/bin/sh
# Brings what Raseel needs on this machine: its packages, the MariaDB programs, and for tests (`setup.sh test`) Chromium.
# Changes nothing that is there. `npm start`, `npm run dev` and `npm test` run it first.
set -eu
cd "$(dirname "$0")/.."

# Servers are not on everybody's PATH.
PATH=$PATH:${RASEEL_MORE_PATH-/usr/sbin:/usr/local/sbin:/opt/homebrew/bin:/opt/local/bin:/usr/libexec}

say() { printf 'setup: %s\n' "$*"; }
stop() { printf 'setup: %s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }
newer() { [ ! -e "$2" ] || [ -n "$(find "$1" -newer "$2")" ]; }

packages() {
  if newer package-lock.json node_modules/.package-lock.json; then
    has npm || stop 'npm is missing: install Node.js 20 or newer from https://nodejs.org, which has it.'
    say 'installing the packages that package-lock.json names (npm ci)'
    # The Node that Raseel runs on and its bundler are development packages, and a server needs them too.
    npm ci --include=dev --no-audit --no-fund --loglevel=error || stop 'npm ci failed; the lines above say why.'
  fi
  node_modules/.bin/node --version >/dev/null 2>&1 || stop 'the packages lack Node 26, because npm was told to ignore install scripts: run `npm ci --include=dev --ignore-scripts=false`.'
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
  [ "$(id -u)" = 0 ] || { has sudo && sudo -n true 2>/dev/null; }
}

# The packages by the names that apt knows here: Ubuntu 22.04 has MariaDB's with their version only.
named() {
  for version in '' -10.6; do
    if has apt-cache && apt-cache show "$1$version" >/dev/null 2>&1; then
      for package; do printf '%s ' "$package$version"; done
      return
    fi
  done
  return 1
}

# install "what it is for" "one line for a person" package…
install() {
  purpose=$1 line=$2; shift 2
  has apt-get || stop "$purpose is missing: $line"
  may_install || stop "$purpose is missing, and installing needs rights that this account lacks. Run once: sudo apt-get install --no-install-recommends $*"
  if ! named "$@" >/dev/null; then
    say 'reading the lists of packages (apt-get update), because apt does not know the package yet'
    as_root apt-get update -qq || stop "apt could not read its lists; the lines above say why. $line"
  fi
  packages=$(named "$@") || stop "$purpose is missing, and apt has no package $1 here: $line"
  say "installing ${packages}with apt, for $purpose"
  # --no-remove: MariaDB and MySQL exclude each other, and what somebody else installed is not ours to remove.
  # shellcheck disable=SC2086 # one word for each package
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends --no-remove $packages ||
    stop "apt could not install ${packages}; the lines above say why. $line"
}

elsewhere() { # what to type on the other systems
  case $(uname -s) in
    Darwin) printf 'run `brew install %s`.' "$1" ;;
    *) if has dnf; then printf 'run `sudo dnf install %s`.' "$2"
      elif has pacman; then printf 'run `sudo pacman -S %s`.' "$1"
      elif has zypper; then printf 'run `sudo zypper install %s`.' "$1"
      elif has apk; then printf 'run `sudo apk add %s`.' "$3"
      else printf 'install %s with the tools of this system.' "$1"; fi ;;
  esac
}

database() {
  if ! has mariadbd || ! has mariadb-install-db; then
    install 'the database server (MariaDB)' "$(elsewhere mariadb mariadb-server 'mariadb mariadb-client') Or set DATABASE_URL to a server of your own." \
      mariadb-server-core mariadb-client-core
    has mariadbd && has mariadb-install-db || stop 'MariaDB was installed, but its programs mariadbd and mariadb-install-db are not found.'
  fi
  case $(mariadbd --no-defaults --version 2>/dev/null) in
    *' 5.'* | *' 10.'[0-5].*) stop 'the MariaDB of this machine is older than 10.6: install a newer one, or set DATABASE_URL to a server of your own.' ;;
  esac
}

browser() { # the same places as tests/support/chromium.ts
  for program in "${CHROMIUM-}" chromium chromium-browser google-chrome google-chrome-stable \
    '/Applications/Chromium.app/Contents/MacOS/Chromium' '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'; do
    if [ -n "$program" ] && has "$program"; then return; fi
  done
  install 'the browser for the tests (Chromium)' "$(elsewhere chromium chromium chromium) Google Chrome serves as well." chromium
}

packages
if [ "${1-}" = test ]; then
  database
  browser
elif [ -z "${DATABASE_URL-}" ]; then
  database
fi
