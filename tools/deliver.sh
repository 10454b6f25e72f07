#!/usr/bin/env bash
# Makes what a team's server gets: one program file that needs no .NET, with the sample, the handbook, the licence and the service beside it.
#   tools/deliver.sh                       linux-x64 and win-x64
#   tools/deliver.sh linux-arm64           another system
#   tools/deliver.sh --out DIR linux-x64   elsewhere than artifacts/delivery
# Prints the path of each archive. Linux gets a .tar.gz, Windows a .zip.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
out="$root/artifacts/delivery"
if [ "${1:-}" = --out ]; then
  [ -n "${2:-}" ] || { echo "usage: tools/deliver.sh [--out DIR] [SYSTEM…]" >&2; exit 2; }
  mkdir -p "$2"
  out=$(cd "$2" && pwd)
  shift 2
fi
[ $# -gt 0 ] || set -- linux-x64 win-x64
for system in "$@"; do
  case $system in linux-x64 | linux-arm64 | win-x64) ;; *) echo "There is no delivery for “$system”: linux-x64, linux-arm64 and win-x64 are known." >&2; exit 2 ;; esac
done

for system in "$@"; do
  name="fieldthread-$system"
  rm -rf "${out:?}/$name"
  mkdir -p "$out/$name"
  log="$out/$name.log"
  # Not composite: that compiles all of .NET anew for minutes, and .NET comes compiled.
  if ! dotnet publish "$root/src/Fieldthread/Fieldthread.csproj" -c Release -r "$system" --self-contained true -p:PublishSingleFile=true -p:EnableSingleFileAnalyzer=false -p:PublishReadyToRunComposite=false \
      -p:IncludeNativeLibrariesForSelfExtract=true -p:DebugType=embedded -p:GenerateDocumentationFile=false -o "$out/$name" -v quiet --nologo -p:RunAnalyzers=false >"$log" 2>&1; then
    cat "$log" >&2
    echo "The delivery for $system failed; nothing of it is left." >&2
    rm -rf "${out:?}/$name"
    exit 1
  fi
  # Styles and scripts are inside the program.
  rm -rf "$log" "${out:?}/$name/wwwroot"
  cp -r "$root/samples" "$out/$name/samples"
  cp -r "$root/docs/handbook" "$out/$name/handbook"
  cp "$root/LICENSE" "$out/$name/"
  case $system in
    win-*) archive="$out/$name.zip"; rm -f "$archive"; (cd "$out" && python3 -m zipfile -c "$archive" "$name" 2>/dev/null || zip -qr "$archive" "$name") ;;
    *) cp "$root/tools/delivery/fieldthread.service" "$out/$name/"; archive="$out/$name.tar.gz"; tar -C "$out" -czf "$archive" "$name" ;;
  esac
  echo "$archive"
done
