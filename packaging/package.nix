# Dateline for Nix: the released program, for each system that targets.toml names, with the checksum that the tag of the
# release has in checksums.txt. `flake.nix` calls it; so does, without flakes,
# `nix-build -E 'with import <nixpkgs> { }; callPackage ./packaging/package.nix { }'`.
{
  lib,
  stdenvNoCC,
  fetchurl,
  installShellFiles,
  system ? stdenvNoCC.hostPlatform.system,
}:

let
  package = (lib.importTOML ../Cargo.toml).package;
  table = lib.importTOML ./targets.toml;
  released = lib.filter (target: target ? nix) table.target;
  target = lib.findFirst (target: target.nix == system) (throw "no release for ${system}") released;

  stem = "${package.name}-v${package.version}-${target.triple}";
  archive = "${stem}.${target.archive}";

  # As sha256sum prints it: the checksum, two spaces, the name.
  sums = lib.splitString "\n" (builtins.readFile ../checksums.txt);
  missing = throw "checksums.txt has no ${archive}: take the tag v${package.version}";
  sum = lib.findFirst (lib.hasSuffix "  ${archive}") missing sums;
in
stdenvNoCC.mkDerivation {
  pname = package.name;
  inherit (package) version;

  src = fetchurl {
    url = "${package.repository}/releases/download/v${package.version}/${archive}";
    sha256 = builtins.substring 0 64 sum;
  };

  nativeBuildInputs = [ installShellFiles ];
  dontConfigure = true;
  dontBuild = true;

  # Programs of this machine alone are packed, so it can be asked.
  installPhase = ''
    runHook preInstall
    install -D --mode=755 --target-directory="$out/bin" ${package.name}
    install -D --mode=644 --target-directory="$out/share/doc/${package.name}" LICENSE-APACHE LICENSE-MIT THIRD-PARTY.txt
    "$out/bin/${package.name}" man --into manual
    installManPage manual/*.1
    installShellCompletion --cmd ${package.name} \
      --bash <("$out/bin/${package.name}" completions bash) \
      --fish <("$out/bin/${package.name}" completions fish) \
      --zsh <("$out/bin/${package.name}" completions zsh)
    runHook postInstall
  '';

  meta = {
    inherit (package) description;
    homepage = package.repository;
    license = [
      lib.licenses.mit
      lib.licenses.asl20
    ];
    mainProgram = package.name;
    platforms = map (target: target.nix) released;
    sourceProvenance = [ lib.sourceTypes.binaryNativeCode ];
  };
}
