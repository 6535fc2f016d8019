{
  description = "A static-site generator for news briefings";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixpkgs-unstable";

  outputs =
    { nixpkgs, ... }:
    let
      table = nixpkgs.lib.importTOML ./packaging/targets.toml;
      released = builtins.filter (target: target ? nix) table.target;
      systems = map (target: target.nix) released;
    in
    {
      packages = nixpkgs.lib.genAttrs systems (system: {
        default = nixpkgs.legacyPackages.${system}.callPackage ./packaging/package.nix { };
      });
    };
}
