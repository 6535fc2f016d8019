# As much of nixpkgs as the package asks for: each builder gives what it was given.
let
  lib = {
    inherit (builtins) filter;
    importTOML = path: builtins.fromTOML (builtins.readFile path);
    splitString = separator: text: builtins.filter builtins.isString (builtins.split separator text);
    findFirst =
      is: default: list:
      let
        found = builtins.filter is list;
      in
      if found == [ ] then default else builtins.head found;
    hasSuffix =
      suffix: text:
      let
        start = builtins.stringLength text - builtins.stringLength suffix;
      in
      start >= 0 && builtins.substring start (-1) text == suffix;
    genAttrs =
      names: value:
      builtins.listToAttrs (
        map (name: {
          inherit name;
          value = value name;
        }) names
      );
    licenses = {
      mit = "MIT";
      asl20 = "Apache-2.0";
    };
    sourceTypes.binaryNativeCode = "binaryNativeCode";
  };

  packagesOf = system: {
    callPackage =
      path: arguments:
      import path (
        {
          inherit lib;
          stdenvNoCC = {
            hostPlatform = { inherit system; };
            mkDerivation = given: given;
          };
          fetchurl = given: given;
          installShellFiles = "installShellFiles";
        }
        // arguments
      );
  };
in
{
  inherit lib;
  legacyPackages = lib.genAttrs [
    "x86_64-linux"
    "aarch64-linux"
    "x86_64-darwin"
    "aarch64-darwin"
  ] packagesOf;
}
