#!/usr/bin/env bash
# Renews the vendored Swagger UI files in this folder from the npm registry.
#
#   ./vendor.sh VERSION      e.g. ./vendor.sh 5.35.0
#
# Nothing of the package is executed: `npm pack` only downloads the tarball. (`npm install` would
# also run the postinstall script of its dependency @scarf/scarf, which reports to a third party.)
set -euo pipefail

if [ $# -ne 1 ] || ! [[ $1 =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]]; then
    echo "usage: $0 VERSION   (such as 5.35.0)" >&2
    exit 2
fi
version=$1
here=$(cd "$(dirname "$0")" && pwd)
readme=$here/README.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm pack --ignore-scripts --loglevel=error "swagger-ui-dist@$version" >/dev/null
tarball=swagger-ui-dist-$version.tgz
[ -f "$tarball" ] || { echo "npm pack did not produce $tarball" >&2; exit 1; }

integrity=sha512-$(openssl dgst -sha512 -binary "$tarball" | openssl base64 -A)
published=$(npm view "swagger-ui-dist@$version" dist.integrity)
if [ "$integrity" != "$published" ]; then
    echo "the tarball's integrity is $integrity, the registry publishes $published" >&2
    exit 1
fi
# shellcheck disable=SC2016 # these backticks are Markdown
recorded_version=$(sed -n 's/^- Version: `\(.*\)`$/\1/p' "$readme")
# shellcheck disable=SC2016
recorded=$(sed -n 's/^- npm integrity: `\(.*\)`$/\1/p' "$readme")
if [ -z "$recorded_version" ] || [ -z "$recorded" ]; then
    echo "README.md no longer has its 'Version' and 'npm integrity' lines" >&2
    exit 1
fi
if [ "$recorded_version" = "$version" ] && [ "$recorded" != "$integrity" ]; then
    echo "README.md records $recorded for $version, but the tarball has $integrity" >&2
    exit 1
fi

tar -xzf "$tarball"
cd package
required=(
    swagger-ui-bundle.js swagger-ui.css oauth2-redirect.js favicon-32x32.png
    LICENSE NOTICE swagger-ui-bundle.js.LICENSE.txt
)
for file in "${required[@]}"; do
    [ -s "$file" ] || { echo "swagger-ui-dist $version has no $file" >&2; exit 1; }
done
# The redirect page is a template of ours around upstream's script. If upstream's page needs more
# than that script, the template has to be looked at again.
expected='<!doctype html><html lang="en-US"><body><script src="oauth2-redirect.js"></script></body></html>'
if [ "$(tr -d '\n' < oauth2-redirect.html)" != "$expected" ]; then
    echo "upstream's oauth2-redirect.html has changed; compare it with ours:" >&2
    cat oauth2-redirect.html >&2
    exit 1
fi

# -n leaves the name and time out, so that the same input gives the same bytes.
gzip -9 -n -c swagger-ui-bundle.js > "$work/swagger-ui-bundle.js.gz"
gzip -9 -n -c swagger-ui.css > "$work/swagger-ui.css.gz"
install -m 644 "$work/swagger-ui-bundle.js.gz" "$work/swagger-ui.css.gz" \
    oauth2-redirect.js favicon-32x32.png LICENSE NOTICE swagger-ui-bundle.js.LICENSE.txt "$here/"
# No newline: the file is included as the text of the version.
printf '%s' "$version" > "$here/VERSION"
sed -i -e "s|^- Version: \`.*\`\$|- Version: \`$version\`|" \
    -e "s|^- npm integrity: \`.*\`\$|- npm integrity: \`$integrity\`|" "$readme"
echo "swagger-ui-dist $version is in place ($integrity)"
