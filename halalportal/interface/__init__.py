"""What every page shares: navigation, words, numbers, icons, components, the public pages."""
