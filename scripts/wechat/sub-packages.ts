export interface SubPackage {
  readonly root: string;
  readonly pages: readonly string[];
}

/** `app.json` as far as it lists sub-packages: WeChat takes either spelling. */
export interface WithSubPackages {
  readonly subPackages?: readonly SubPackage[];
  readonly subpackages?: readonly SubPackage[];
}

export const subPackagesOf = ({ subPackages, subpackages }: WithSubPackages): readonly SubPackage[] =>
  subPackages ?? subpackages ?? [];
